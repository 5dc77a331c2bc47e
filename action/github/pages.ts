/** GitHub's most, which for the files of a pull request is also the end. */
const PER_PAGE = 100;
const MOST_PAGES = 30;

/**
 * Reads a list page by page, by number: the address of the next page, which an answer names, could be anywhere.
 *
 * @param ask for one page
 * @param isEnough stops early
 */
export async function allPages<Item>(
  ask: (page: { page: number; per_page: number }) => Promise<{ data: Item[] }>,
  isEnough: (items: readonly Item[]) => boolean = () => false,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await ask({ page, per_page: PER_PAGE });
    items.push(...data);
    if (data.length < PER_PAGE || isEnough(items)) break;
  }
  return items;
}
