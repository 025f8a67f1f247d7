/** Stands in for lightning-button-icon. */
import { LightningElement, api } from 'lwc';

export default class ButtonIcon extends LightningElement {
  @api iconName;
  @api alternativeText;
  @api size = 'medium';
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
