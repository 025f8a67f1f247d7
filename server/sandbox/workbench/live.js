/** Keeps a page true: asks every two seconds whether it changed, puts in the parts that did, and says so. */
/* global document, location, window, DOMParser, CSS, CustomEvent, fetch, setTimeout, clearTimeout */
const PAUSE = 2000;
const SAID_FOR = 6000;
const status = document.getElementById('status');
let tag = '';
let silence;
let waiting;

const named = (root, selector, name) =>
  new Map([...root.querySelectorAll(selector)].map((part) => [part.dataset[name], part]));
const blocks = (root) => named(root, '[data-live]', 'live');
const sameKeys = (one, other) => [...one.keys()].join() === [...other.keys()].join();

/** Shows and reads out a message for a while. */
function say(message) {
  clearTimeout(silence);
  if (status.textContent !== message) status.textContent = message;
  silence = setTimeout(() => status.replaceChildren(), SAID_FOR);
}

/** Puts new values in for old ones, and marks those that differ. */
function replace(old, fresh) {
  const before = new Map(
    [...old.querySelectorAll('[data-cell]')].map((cell) => [cell.dataset.cell, cell.textContent]),
  );
  const changed = [...fresh.querySelectorAll('[data-cell]')].filter(
    (cell) => before.get(cell.dataset.cell) !== cell.textContent,
  );
  for (const cell of changed) cell.classList.add('changed');
  for (const details of old.querySelectorAll('details[open]')) {
    fresh.querySelector(`#${CSS.escape(details.id)}`)?.setAttribute('open', '');
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
  const href = focused?.getAttribute('href');
  old.replaceWith(fresh);
  if (href) fresh.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus();
  return changed.length;
}

/** Block by block where both have the same blocks, so that nothing else loses its place. */
function update(old, fresh) {
  const [now, next] = [blocks(old), blocks(fresh)];
  if (!sameKeys(now, next)) return replace(old, fresh);
  let changed = 0;
  for (const [key, block] of now) {
    if (block.innerHTML !== next.get(key).innerHTML) changed += replace(block, next.get(key));
  }
  return changed;
}

function take(page) {
  const old = named(document, '[data-group]', 'group');
  const fresh = named(page, '[data-group]', 'group');
  let changed = update(document.querySelector('.top'), page.querySelector('.top'));
  let ofRecord = 0;
  if (old.size === 0 || !sameKeys(old, fresh)) {
    changed += update(document.querySelector('main'), page.querySelector('main'));
  } else {
    for (const [key, group] of old) ofRecord += update(group, fresh.get(key));
  }
  if (ofRecord > 0) window.dispatchEvent(new CustomEvent('workbench:changed'));
  changed += ofRecord;
  if (changed > 0) say(changed === 1 ? 'One value changed just now.' : `${changed} values changed just now.`);
}

async function refresh() {
  if (document.hidden || document.querySelector('form.edit')) return;
  const response = await fetch(location.href, {
    cache: 'no-store',
    headers: tag ? { 'If-None-Match': tag } : {},
  });
  if (response.status === 304) return;
  tag = response.headers.get('ETag') ?? '';
  take(new DOMParser().parseFromString(await response.text(), 'text/html'));
}

async function follow() {
  clearTimeout(waiting);
  try {
    await refresh();
  } catch (error) {
    say(`The workbench does not answer (${error.message}). Is it still running?`);
  }
  clearTimeout(waiting);
  waiting = setTimeout(follow, PAUSE);
}

window.addEventListener('workbench:refresh', () => void follow());
window.addEventListener('load', () => {
  waiting = setTimeout(follow, PAUSE);
});
