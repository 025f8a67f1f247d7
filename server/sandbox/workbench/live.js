/** Keeps a page true: asks every two seconds whether it changed, puts in the parts that did, and says so. */
/* global document, location, window, DOMParser, CSS, fetch, setTimeout, clearTimeout */
const PAUSE = 2000;
const SAID_FOR = 6000;
const status = document.getElementById('status');
let tag = '';
let silence;

const blocks = (root) =>
  new Map([...root.querySelectorAll('[data-live]')].map((block) => [block.dataset.live, block]));

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

function take(page) {
  const old = blocks(document);
  const fresh = blocks(page);
  const isSameShape = [...old.keys()].join() === [...fresh.keys()].join();
  const main = [document.querySelector('main'), page.querySelector('main')];
  let changed = 0;
  if (!isSameShape) changed = replace(...main);
  else {
    for (const [key, block] of old) {
      const next = fresh.get(key);
      if (block.innerHTML !== next.innerHTML) {
        changed += replace(block, next);
      }
    }
  }
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
  try {
    await refresh();
  } catch (error) {
    say(`The workbench does not answer (${error.message}). Is it still running?`);
  }
  setTimeout(follow, PAUSE);
}

window.addEventListener('load', () => setTimeout(follow, PAUSE));
