/** The page of registrations, which a tab can show only through a component without properties. */
import { LightningElement } from 'lwc';

export default class AlongsideRegistrations extends LightningElement {}
