/** The platform's record service, on the org's own UI API. */
/* global window, CustomEvent, URLSearchParams */
import { uiApi } from './http.js';
import { wireAdapter } from './wire.js';

const nameOf = (field) =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
const listed = (fields) => [fields ?? []].flat().map(nameOf).join();

function read({ recordId, fields, optionalFields }) {
  const query = new URLSearchParams();
  if (fields) query.set('fields', listed(fields));
  if (optionalFields) query.set('optionalFields', listed(optionalFields));
  return uiApi(`/ui-api/records/${recordId}?${query}`);
}

export const getRecord = wireAdapter(
  read,
  ({ recordId, fields, optionalFields }) => Boolean(recordId) && Boolean(fields ?? optionalFields),
);

const refresh = (isMeant) =>
  Promise.all([...getRecord.connected].filter(isMeant).map((adapter) => adapter.refresh()));

/** The page draws its own fields anew, too, as Lightning does. */
export async function notifyRecordUpdateAvailable(records) {
  const ids = new Set(records.map(({ recordId }) => recordId));
  window.dispatchEvent(new CustomEvent('workbench:refresh'));
  await refresh(({ config }) => ids.has(config?.recordId));
}

window.addEventListener('workbench:changed', () => void refresh(() => true));
