/** Stands in for lightning-button. */
import { LightningElement, api } from 'lwc';

export default class Button extends LightningElement {
  @api label;
  @api variant = 'neutral';
  @api disabled = false;
  @api title;

  @api
  focus() {
    this.template.querySelector('button').focus();
  }

  @api
  click() {
    this.template.querySelector('button').click();
  }
}
