import { test } from 'vitest';
import { VIEWS } from '../../views/fixtures/all.ts';
import { cardOn, showing } from './drawn.js';
import { org } from './platform/org.js';
import Card from '../../../salesforce-package/force-app/main/default/lwc/alongsideCard/alongsideCard.js';
test('x', async () => {
  org.gateway = async () => showing(VIEWS.gallery);
  const card = await cardOn();
  console.log(
    Card.toString().slice(0, 300),
    card.shadowRoot,
    card.shadowRoot?.innerHTML.slice(0, 2000),
    org.calls,
  );
});
