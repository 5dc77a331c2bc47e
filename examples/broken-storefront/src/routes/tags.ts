import { TagsApi } from 'klaviyo-api';
import { session } from '../klaviyo.js';

const tags = new TagsApi(session);

export async function GET(): Promise<Response> {
  const { body } = await tags.getTags();
  return Response.json(body.data);
}
