/** One field of a form, as the base component of its kind. Fires `change` with the input value of the contract. */
import { LightningElement, api } from 'lwc';
import CHOOSE from '@salesforce/label/c.Alongside_Choose';
import NONE from '@salesforce/label/c.Alongside_None';
import { entered, shown } from 'c/alongsideDrawing';
import { decimalOf } from 'c/alongsideWords';

const PERCENT = 100;

export default class AlongsideField extends LightningElement {
  labels = { CHOOSE };
  /** A field of the contract. */
  @api field;
  /** Its input value; null for an empty field. */
  @api input;
  /** What was wrong with the last attempt, as a message. */
  @api error;
  @api busy = false;
  @api texts;
  @api search;

  get is() {
    return { [this.field.kind]: true };
  }

  get shown() {
    return shown(this.field, this.input);
  }

  get label() {
    const label = this.texts.say(this.field.label);
    return this.is.money ? `${label} (${this.field.currency})` : this.is.percent ? `${label} (%)` : label;
  }

  get help() {
    return this.field.help && this.texts.say(this.field.help);
  }

  get disabledReason() {
    return this.field.disabledReason && this.texts.say(this.field.disabledReason);
  }

  get disabled() {
    return this.busy || Boolean(this.disabledReason);
  }

  get isNumeric() {
    return this.is.number || this.is.money || this.is.percent;
  }

  get step() {
    if (this.is.money) return decimalOf({ minor: 1, currency: this.field.currency });
    return this.is.percent ? '0.01' : 'any';
  }

  get min() {
    return this.limit(this.field.min);
  }

  get max() {
    return this.limit(this.field.max);
  }

  limit(value) {
    return value !== undefined && this.is.percent ? value / PERCENT : value;
  }

  get options() {
    const { choices, required, kind } = this.field;
    const options = choices.map(({ value, label }) => ({
      value,
      label: label.text ?? this.texts.say(label),
    }));
    return kind === 'select' && !required ? [{ value: '', label: NONE }, ...options] : options;
  }

  get control() {
    return this.template.querySelector('[data-control]');
  }

  renderedCallback() {
    if (this.told === this.error) return;
    this.told = this.error;
    this.tell(this.error ? this.texts.say(this.error) : '');
  }
  told;

  /** Whether what is entered can be sent; says what is wrong beside the field. */
  @api
  validate() {
    if (this.disabled) return true;
    // What the server said of the last attempt does not stand in the way of another one.
    this.control.setCustomValidity('');
    return this.control.reportValidity();
  }

  @api
  focus() {
    this.control.focus();
  }

  change(event) {
    this.tell('');
    const value = this.is.checkbox ? event.target.checked : event.detail.value;
    this.send(entered(this.field, value));
  }

  takeRecord(event) {
    event.stopPropagation();
    this.send(event.detail);
  }

  send(input) {
    this.dispatchEvent(new CustomEvent('change', { detail: { name: this.field.name, input } }));
  }

  tell(problem) {
    this.control.setCustomValidity(problem);
    this.control.reportValidity();
  }
}
