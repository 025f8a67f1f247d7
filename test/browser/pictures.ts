/** `npm run pictures`: takes the README's pictures of both deal cards as they are drawn, so that they stay true. */
import { join } from 'node:path';
import { openShow } from './stage.ts';
import { CRMS, Visitor } from './workbench.ts';

const FOLDER = join(import.meta.dirname, '../../.github');
const SIZE = { width: 1320, height: 1320 };
const ROLES = ['Sourcing', 'Implementation'];

const show = await openShow(CRMS);
try {
  for (const crm of CRMS) {
    const { page } = await show.open(show.dealPath(crm));
    await page.setViewportSize(SIZE);
    const visitor = new Visitor(show.stage, page, crm);
    for (const role of ROLES) {
      await visitor.reload();
      await visitor.button('Add').first().click();
      await visitor.choose('Roles', role);
      await visitor.submit('Add');
      await page.getByText('Saved.').first().waitFor();
    }
    await visitor.reload();
    await page.evaluate('scrollTo(0, 0)');
    const file = join(FOLDER, `${crm}-deal.png`);
    await page.screenshot({ path: file });
    console.log(JSON.stringify({ picture: file }));
    await page.close();
  }
} finally {
  await show.close();
}
