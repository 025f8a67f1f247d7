/** Who looks at the page, as the page says. */
/* global document */
export const user = JSON.parse(document.querySelector('meta[name="card-user"]').content);
