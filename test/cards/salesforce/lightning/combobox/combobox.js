/** Stands in for lightning-combobox. */
import { LightningElement, api } from 'lwc';

export default class Combobox extends LightningElement {
  @api label;
  @api value;
  @api options = [];
  @api placeholder;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp;
  problem = '';

  get choices() {
    return this.options.map((option) => ({ ...option, selected: option.value === this.value }));
  }

  get control() {
    return this.template.querySelector('select');
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
    return this.problem === '' && (!this.required || Boolean(this.value));
  }

  @api
  enter(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}
