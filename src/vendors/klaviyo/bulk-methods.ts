/** How the vendor takes many of something with one request. */
export interface BulkMethod {
  /** Such as `EventsApi.bulkCreateEvents`. */
  name: string;
  /** How many it takes. */
  most: number;
}

/**
 * By the SDK's method for one: the method for many, and how many that takes. A method that stands for itself takes a list.
 *
 * Source: klaviyo/openapi, descriptions of the operations, revision 2026-07-15; read 2026-11-22.
 */
const BULK_METHODS: Readonly<Record<string, readonly [method: string, most: number]>> = {
  'CatalogsApi.createCatalogCategory': ['bulkCreateCatalogCategories', 100],
  'CatalogsApi.createCatalogItem': ['bulkCreateCatalogItems', 100],
  'CatalogsApi.createCatalogVariant': ['bulkCreateCatalogVariants', 100],
  'CatalogsApi.deleteCatalogCategory': ['bulkDeleteCatalogCategories', 100],
  'CatalogsApi.deleteCatalogItem': ['bulkDeleteCatalogItems', 100],
  'CatalogsApi.deleteCatalogVariant': ['bulkDeleteCatalogVariants', 100],
  'CatalogsApi.updateCatalogCategory': ['bulkUpdateCatalogCategories', 100],
  'CatalogsApi.updateCatalogItem': ['bulkUpdateCatalogItems', 100],
  'CatalogsApi.updateCatalogVariant': ['bulkUpdateCatalogVariants', 100],
  'CouponsApi.createCouponCode': ['bulkCreateCouponCodes', 1000],
  'CustomObjectsApi.createDataSourceRecord': ['bulkCreateDataSourceRecords', 500],
  'EventsApi.createEvent': ['bulkCreateEvents', 1000],
  'ListsApi.addProfilesToList': ['addProfilesToList', 1000],
  'ListsApi.removeProfilesFromList': ['removeProfilesFromList', 1000],
  'ProfilesApi.bulkSubscribeProfiles': ['bulkSubscribeProfiles', 1000],
  'ProfilesApi.bulkSuppressProfiles': ['bulkSuppressProfiles', 100],
  'ProfilesApi.bulkUnsubscribeProfiles': ['bulkUnsubscribeProfiles', 100],
  'ProfilesApi.bulkUnsuppressProfiles': ['bulkUnsuppressProfiles', 100],
  'ProfilesApi.createOrUpdateProfile': ['bulkImportProfiles', 10_000],
  'ProfilesApi.createProfile': ['bulkImportProfiles', 10_000],
  'ProfilesApi.updateProfile': ['bulkImportProfiles', 10_000],
};

/** The method that does for many what another does for one, or the same where it takes a list; undefined if there is none. */
export function bulkMethodFor(apiClass: string, method: string): BulkMethod | undefined {
  const found = BULK_METHODS[`${apiClass}.${method}`];
  return found && { name: `${apiClass}.${found[0]}`, most: found[1] };
}

const TAKES_MANY: ReadonlySet<string> = new Set(
  Object.entries(BULK_METHODS).map(([name, [method]]) => `${name.split('.')[0] ?? ''}.${method}`),
);

/** Whether a method of the SDK takes many of something with one request. */
export function takesMany(apiClass: string, method: string): boolean {
  return TAKES_MANY.has(`${apiClass}.${method}`);
}
