import { TagsApi } from 'klaviyo-api';
import { session } from '../klaviyo.js';

const tags = new TagsApi(session);

export async function loadTags(): Promise<unknown> {
  const { body } = await tags.getTags();
  return body.data;
}
