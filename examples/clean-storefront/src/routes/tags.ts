import { loadTags } from '../services/tags.js';

export async function GET(): Promise<Response> {
  return Response.json(await loadTags());
}
