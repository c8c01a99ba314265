/** Tells in plain HTML that the page did not start; nothing of the host can be relied on at this point. */
export function showStartError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const box = document.createElement('main');
  box.setAttribute('role', 'alert');
  box.style.cssText = 'font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem';
  const title = document.createElement('h1');
  title.style.cssText = 'font-size: 1.375rem';
  title.textContent = 'Branchlight could not start this page';
  const text = document.createElement('p');
  text.textContent = message;
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.textContent = 'Try again';
  retry.addEventListener('click', () => window.location.reload());
  box.append(title, text, retry);
  document.body.replaceChildren(box);
}
