/* The files of the ground, each fetched once. */

let folder = "";
/** @type {Record<string, Promise<any>>} */
const fetched = {};

/**
 * Say where the files are.
 * @param {string} address ends in a slash
 */
export function findFilesIn(address) {
  folder = address;
}

/**
 * Fetch a file of JSON; one that did not come is asked again when it is needed.
 * @param {string} name
 */
export function file(name) {
  fetched[name] ||= fetch(folder + name).then((answer) => answer.json());
  fetched[name].catch(() => {
    delete fetched[name];
  });
  return fetched[name];
}
