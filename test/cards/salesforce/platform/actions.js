/** Stands in for the platform's actions: what closes the window that an action opened. */
export class CloseActionScreenEvent extends CustomEvent {
  constructor() {
    super('closeactionscreen');
  }
}
