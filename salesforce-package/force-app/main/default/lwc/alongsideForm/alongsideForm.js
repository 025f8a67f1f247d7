/** A form of the contract: collects what the user enters, and asks for its action once, however often it is submitted. */
import { LightningElement, api } from 'lwc';
import CANCEL from '@salesforce/label/c.Alongside_Cancel';
import { start } from 'c/alongsideDrawing';

export default class AlongsideForm extends LightningElement {
  labels = { CANCEL };
  /** What submitting carries out. */
  @api action;
  @api texts;
  @api busy = false;
  /** Stands in the card as one of its blocks: nothing to cancel, and no focus to take. */
  @api inPlace = false;
  /** Finds choices for a record search field. */
  @api search;

  /** A form of the contract; without one the action only asks whether to go ahead. */
  @api
  get form() {
    return this.given;
  }
  set form(form) {
    this.given = form;
    this.inputs = {};
    this.key = crypto.randomUUID();
  }
  given;
  /** Stays the same while this form is open, so that a second attempt does not do the work twice. */
  key = crypto.randomUUID();
  inputs = {};

  /** Why the last attempt was refused. */
  @api
  get refusal() {
    return this.refused;
  }
  set refusal(refusal) {
    this.refused = refusal;
    // The server keeps the answer it gave to a key; only where the same request may succeed is it asked again as it is.
    if (refusal && !refusal.retry) this.key = crypto.randomUUID();
  }
  refused;

  get title() {
    if (this.inPlace) return undefined;
    return this.texts.say(this.form?.title ?? this.action.label);
  }

  get paragraphs() {
    return [this.form?.intro, this.action.confirm]
      .filter(Boolean)
      .map((message, key) => ({ key, text: this.texts.say(message) }));
  }

  get submitLabel() {
    return this.texts.say(this.form?.submit ?? this.action.label);
  }

  get variant() {
    return this.action.look === 'danger' ? 'destructive' : 'brand';
  }

  get closed() {
    return this.action.disabledReason && this.texts.say(this.action.disabledReason);
  }

  get submitDisabled() {
    return this.busy || Boolean(this.closed);
  }

  get fields() {
    return (this.form?.fields ?? []).map((field) => ({
      field,
      name: field.name,
      input: this.inputOf(field),
      error: this.refused?.field === field.name ? this.refused.message : field.error,
    }));
  }

  get refusedText() {
    if (!this.refused) return undefined;
    return this.refused.plain ?? this.texts.sayIn(this.refused.words, this.refused.message);
  }

  get nextText() {
    return this.refused?.next && this.texts.sayIn(this.refused.words, this.refused.next);
  }

  inputOf(field) {
    return field.name in this.inputs ? this.inputs[field.name] : start(field, this.action.form, this.texts);
  }

  renderedCallback() {
    if (this.focused || this.inPlace) return;
    this.focused = true;
    this.template.querySelector('h3').focus();
  }
  focused = false;

  take(event) {
    this.inputs = { ...this.inputs, [event.detail.name]: event.detail.input };
  }

  submit() {
    if (this.submitDisabled) return;
    const fields = [...this.template.querySelectorAll('c-alongside-field')];
    const wrong = fields.filter((field) => !field.validate());
    if (wrong.length > 0) {
      wrong[0].focus();
      return;
    }
    const values = Object.fromEntries(
      (this.form?.fields ?? [])
        .filter((field) => !field.disabledReason)
        .map((field) => [field.name, this.inputOf(field)]),
    );
    const detail = { action: this.action, targets: this.action.targets, operationKey: this.key, values };
    this.dispatchEvent(new CustomEvent('alongsidesubmit', { bubbles: true, detail }));
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  press(event) {
    if (event.key === 'Escape' && !this.inPlace && !this.busy) this.cancel();
  }
}
