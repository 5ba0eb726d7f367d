/* A button that copies the page's address: what stands in it restores the view. */
export default function (component) {
  const { parentElement, data } = component;
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input");
  const said = parentElement.querySelector("[role=status]");
  button.textContent = data.copy;
  field.setAttribute("aria-label", data.link);
  field.readOnly = true;

  /* Where a page is not served safely the browser gives no clipboard: select, and copy as of old. */
  function byHand(address) {
    field.hidden = false;
    field.value = address;
    field.focus();
    field.select();
    return document.execCommand("copy");
  }

  button.onclick = async () => {
    const address = window.location.href;
    let copied = false;
    try {
      await navigator.clipboard.writeText(address);
      copied = true;
    } catch {
      copied = byHand(address);
    }
    said.textContent = copied ? data.copied : data.failed;
  };
}
