/** The platform's related lists, on the org's own UI API. */
/* global URLSearchParams */
import { uiApi } from './http.js';
import { wireAdapter } from './wire.js';

function read({ parentRecordId, relatedListId, fields, optionalFields, pageSize }) {
  const query = new URLSearchParams();
  if (fields) query.set('fields', fields.join());
  if (optionalFields) query.set('optionalFields', optionalFields.join());
  if (pageSize) query.set('pageSize', String(pageSize));
  return uiApi(`/ui-api/related-list-records/${parentRecordId}/${relatedListId}?${query}`);
}

export const getRelatedListRecords = wireAdapter(
  read,
  ({ parentRecordId, relatedListId }) => Boolean(parentRecordId) && Boolean(relatedListId),
);
