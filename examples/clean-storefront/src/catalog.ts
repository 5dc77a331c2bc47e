import { CatalogsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const catalogs = new CatalogsApi(session);

export async function loadCatalog(): Promise<string[]> {
  const { body } = await catalogs.getCatalogItems();
  return body.data.map(({ id }) => id);
}
