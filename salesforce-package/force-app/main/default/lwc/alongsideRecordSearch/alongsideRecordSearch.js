/** Lets the user find one of our accounts or partners by typing. Fires `choose` with a record, or null. */
import { LightningElement, api } from 'lwc';
import FIND from '@salesforce/label/c.Alongside_Find';
import FOUND_NONE from '@salesforce/label/c.Alongside_Found_None';

/** Milliseconds without a key before the server is asked. */
const PAUSE = 300;

export default class AlongsideRecordSearch extends LightningElement {
  labels = { FIND, FOUND_NONE };
  @api label;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp;
  /** What the server is to look through: `partner` or `account`. */
  @api source;
  /** `{value, label}` offered before the user types. */
  @api choices = [];
  /** The input value: a record with its name, or null. */
  @api value;
  /** `(source, text) => Promise<{choices} | {problem}>` */
  @api search;

  found;
  problem;
  turn = 0;

  get options() {
    const offered = this.found ?? this.choices;
    const chosen = this.value && !offered.some(({ value }) => value === this.value.id);
    return chosen ? [{ value: this.value.id, label: this.value.name ?? this.value.id }, ...offered] : offered;
  }

  get chosen() {
    return this.value?.id ?? '';
  }

  get said() {
    return this.problem ?? (this.found?.length === 0 ? FOUND_NONE : '');
  }

  get control() {
    return this.template.querySelector('lightning-radio-group');
  }

  @api
  focus() {
    this.template.querySelector('lightning-input').focus();
  }

  @api
  setCustomValidity(problem) {
    this.control.setCustomValidity(problem);
  }

  @api
  reportValidity() {
    return this.control.reportValidity();
  }

  type(event) {
    event.stopPropagation();
    const text = event.detail.value.trim();
    const turn = (this.turn += 1);
    clearTimeout(this.waiting);
    if (text === '') this.found = undefined;
    // A request for each key would only load the server.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    else this.waiting = setTimeout(() => this.look(text, turn), PAUSE);
  }
  waiting;

  async look(text, turn) {
    const { choices, problem } = await this.search(this.source, text);
    // An answer that another key has overtaken would show what nobody looks for any more.
    if (turn !== this.turn) return;
    this.problem = problem;
    this.found = choices;
  }

  choose(event) {
    event.stopPropagation();
    const { value, label } = this.options.find((option) => option.value === event.detail.value);
    const detail = { kind: 'record', object: 'account', id: value, name: label };
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }
}
