/** The program page, which a tab can show only through a component without properties. */
import { LightningElement } from 'lwc';

export default class AlongsideProgram extends LightningElement {}
