/* A button that copies the page's address: what stands in it restores the view. */

/** @typedef {{ copy: string, copied: string, failed: string, link: string }} Texts */

/**
 * Name the button, and copy when it is pressed.
 * @param {import("./component.d.ts").Component<Texts>} component
 */
export default function run({ parentElement, data }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector("button"));
  const field = /** @type {HTMLInputElement} */ (parentElement.querySelector("input"));
  const status = /** @type {HTMLElement} */ (parentElement.querySelector("[role=status]"));
  button.textContent = data.copy;
  field.setAttribute("aria-label", data.link);
  field.readOnly = true;
  button.onclick = async () => {
    const copied = await copy(window.location.href, field);
    status.textContent = copied ? data.copied : data.failed;
  };
}

/**
 * Copy an address; return whether it is copied. Where a page is not served safely the browser gives
 * no clipboard: it is selected in the field, and copied as of old.
 * @param {string} address
 * @param {HTMLInputElement} field
 */
async function copy(address, field) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    field.hidden = false;
    field.value = address;
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
