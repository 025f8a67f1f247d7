/** A message that stands out, with what the user can do about it: refusals, troubles, things to know. */
import { LightningElement, api } from 'lwc';
import { THEMES, ICONS, toneWord } from 'c/alongsideDrawing';

export default class AlongsideNotice extends LightningElement {
  /** One of the contract's tones. */
  @api tone = 'info';
  @api message;
  /** What the user can do, in words. */
  @api next;
  /** Actions of the contract. */
  @api actions = [];
  @api texts;
  @api busy = false;

  get boxClass() {
    return `box slds-box slds-box_x-small slds-var-m-bottom_x-small ${THEMES[this.tone] ?? ''}`;
  }

  get icon() {
    return ICONS[this.tone];
  }

  get toneWord() {
    return toneWord(this.tone);
  }

  /** An event leaves its own component only: the notice hands on what was chosen in it. */
  pass(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent(event.type, { bubbles: true, detail: event.detail }));
  }
}
