/** Puts each card where the page has a place for it, with what Lightning would tell it. */
/* global document */
// First, since it has to be there before anything touches the document.
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';

/** @param components by name */
export function mount(components) {
  for (const place of document.querySelectorAll('[data-component]')) {
    const { component, recordId, objectApiName } = place.dataset;
    const tag = `c-${component.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const element = createElement(tag, { is: components[component] });
    if (recordId) Object.assign(element, { recordId, objectApiName });
    place.append(element);
  }
}
