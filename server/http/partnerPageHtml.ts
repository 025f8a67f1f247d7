/** Writes the partner's page as HTML that needs no script: headings, facts, one form, the rules beside it. */
import type { PageForm } from '../../shared/views/partnerPage/form.ts';
import type { PageView } from '../../shared/views/partnerPage/page.ts';
import { CATALOGUES, type Language } from '../../shared/views/words/catalogue.ts';
import { formattersFor } from '../../shared/views/words/format.ts';
import { say, sayValue } from '../../shared/views/words/say.ts';
import { groupMarkup, type Say } from './partnerPageFields.ts';
import { Markup, markup } from './partnerPageMarkup.ts';
import { STYLE } from './partnerPageStyle.ts';

export interface Tongue {
  readonly language: Language;
  /** BCP 47: how numbers and dates are written. */
  readonly locale: string;
  /** IANA name. */
  readonly zone: string;
}

/** What a form sends besides what is typed. */
export interface Sealed {
  readonly operationKey: string;
  readonly token: string;
}

export function pageHtml(view: PageView, { language, locale, zone }: Tongue, sealed: Sealed | null): string {
  const words = { language, byKey: CATALOGUES[language] };
  const format = formattersFor(locale, zone, language);
  const told: Say = (message) => say(words, message, format);
  const facts = view.facts.map(
    ({ label, value }) => markup`<dt>${told(label)}</dt><dd>${sayValue(words, value, format)}</dd>`,
  );
  const form = view.form && sealed ? formMarkup(view.form, sealed, told) : null;
  const title = told(view.title);
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${view.problems ? told(view.problems.title) : title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${told(view.lead)}</p>
${problemsMarkup(view, told)}${facts.length === 0 ? null : markup`<dl>${facts}</dl>`}${ruleLink(view, told)}
<div class="beside">${form}${rulesMarkup(view.rules, told)}</div>
</main>
<footer><p>${told(view.foot)}</p></footer>
</body>
</html>
`.text;
}

function problemsMarkup({ problems, form }: PageView, told: Say): Markup | null {
  if (problems === null) return null;
  const names = new Set(form?.groups.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const items = problems.items.map(({ field, message }) => {
    return field !== null && names.has(field)
      ? markup`<li><a href="#${field}">${told(message)}</a></li>`
      : markup`<li>${told(message)}</li>`;
  });
  return markup`<section class="problems" role="alert"><h2>${told(problems.heading)}</h2><ul>${items}</ul></section>`;
}

function formMarkup(
  { intro, groups, seen, submit }: PageForm,
  { operationKey, token }: Sealed,
  told: Say,
): Markup {
  const hidden = { operationKey, token, ...(seen !== null && { seen }) };
  const sent = Object.entries(hidden).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  const drawn = groups.map((group) => groupMarkup(group, told));
  // Without an action it goes to the address it stands at, which is the link.
  return markup`<form method="post">${sent}<p>${told(intro)}</p>${drawn}<button>${told(submit)}</button></form>`;
}

/** On a phone they stand below the form. */
function ruleLink({ rules, form }: PageView, told: Say): Markup | null {
  return rules && form ? markup`<p class="to-rules"><a href="#rules">${told(rules.heading)}</a></p>` : null;
}

function rulesMarkup(rules: PageView['rules'], told: Say): Markup | null {
  if (rules === null) return null;
  return markup`<aside class="rules" aria-labelledby="rules"><h2 id="rules">${told(rules.heading)}</h2><p>${rules.text}</p></aside>`;
}
