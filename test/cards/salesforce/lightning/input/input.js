/** Stands in for lightning-input, with a real control that validates. */
import { LightningElement, api } from 'lwc';

export default class Input extends LightningElement {
  @api label;
  @api type = 'text';
  @api value;
  @api checked = false;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp;
  @api placeholder;
  @api maxLength;
  @api step;
  @api min;
  @api max;
  problem = '';

  get control() {
    return this.template.querySelector('input');
  }

  @api
  focus() {
    this.control.focus();
  }

  @api
  setCustomValidity(problem) {
    this.control.setCustomValidity(problem);
  }

  @api
  reportValidity() {
    this.problem = this.control.validationMessage;
    return this.control.checkValidity();
  }

  /** Enters a text, or ticks a box, as a user would. */
  @api
  enter(value) {
    if (this.type === 'checkbox') this.control.checked = value;
    else this.control.value = value;
    this.control.dispatchEvent(new CustomEvent('input'));
  }

  take() {
    const { value, checked } = this.control;
    this.value = value;
    this.checked = checked;
    this.dispatchEvent(new CustomEvent('change', { detail: { value, checked } }));
  }
}
