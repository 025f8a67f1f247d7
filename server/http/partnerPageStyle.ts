/** How the partner's page looks: one column on a phone, the rules beside the form where there is room. Nothing is fetched. */
import { createHash } from 'node:crypto';

export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#545d68;--paper:#fff;--line:#8b949e;--shade:#f3f5f7;--mark:#0b57d0;--on:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#aab3bd;--paper:#14171a;--line:#77818c;--shade:#1f2429;--mark:#a8c7fa;--on:#0b1d36;--bad:#ffb4ab}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main,footer{max-width:64rem;margin:0 auto;padding:1rem}
footer,.help,.lead{color:var(--soft)}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2,legend,summary{font-size:1.125rem;font-weight:600}
dl{margin:1rem 0;padding:1rem;background:var(--shade);border-radius:.5rem}
dt{color:var(--soft);font-size:.875rem}
dd{margin:0 0 .75rem;font-weight:600}
dd:last-child{margin:0}
fieldset{border:0;margin:0 0 1.5rem;padding:0;min-width:0}
fieldset fieldset{margin:0 0 1rem}
fieldset fieldset legend,label{font-size:1rem;font-weight:600}
legend{padding:0}
.field{margin:0 0 1rem}
.field label,.field .help,.field .problem{display:block}
.tick{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;font-weight:400}
.tick input{width:1.5rem;height:1.5rem;flex:none;margin:0}
input,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox],[type=radio]),textarea{display:block;width:100%;min-height:2.75rem;padding:.5rem .75rem;background:var(--paper);border:1px solid var(--line);border-radius:.375rem}
[aria-invalid=true]{border:2px solid var(--bad)!important}
details{border-top:1px solid var(--line);padding:.25rem 0}
summary{min-height:2.75rem;padding:.5rem 0;cursor:pointer}
button{min-height:2.75rem;width:100%;padding:.625rem 1.25rem;background:var(--mark);color:var(--on);border:0;border-radius:.375rem;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.problem,.problems{color:var(--bad)}
.problems{border:2px solid var(--bad);border-radius:.5rem;padding:0 1rem;margin:1rem 0}
.problems a{color:inherit}
.rules p{white-space:pre-line}
a{color:var(--mark)}
.to-rules a{display:inline-block;padding:.625rem 0}
@media (min-width:52rem){.to-rules{display:none}.beside{display:grid;grid-template-columns:3fr 2fr;gap:2rem;align-items:start}button{width:auto}}
`;

const hash = createHash('sha256').update(STYLE).digest('base64');

/** No script, no frame, no picture, nothing from elsewhere; forms go nowhere but here. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${hash}'`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
