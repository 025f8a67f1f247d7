/** Text to take elsewhere: drawn so that it can be selected, with a button that puts it on the clipboard. */
import { LightningElement, api } from 'lwc';

export default class AlongsideCopy extends LightningElement {
  @api text;
  /** What the button says. */
  @api label;
  /** Said when the text is on the clipboard. */
  @api copied;
  /** Said when the browser did not allow it. */
  @api byHand;
  /** What came of it; nothing yet. */
  said = '';

  copy() {
    // Where a page may not write to the clipboard there is none, or it refuses.
    const { clipboard } = window.navigator;
    const copying = clipboard ? clipboard.writeText(this.text) : Promise.reject(new Error('no clipboard'));
    return copying.then(
      () => {
        this.said = this.copied;
      },
      () => {
        this.said = this.byHand;
      },
    );
  }
}
