import type { Answer, SimulatedRequest } from './exchange.ts';
import { listen } from './listener.ts';
import type { Listener } from './listener.ts';

/** Servers on loopback that are closed together. */
export class Servers {
  readonly #listeners: Listener[] = [];

  /**
   * Opens one.
   *
   * @param handle given each request and the server's own address
   * @param port 0 for a free one
   * @returns its address
   * @throws the system's error when the port is taken
   */
  async open(handle: (request: SimulatedRequest, url: string) => Answer, port = 0): Promise<string> {
    const listener: Listener = await listen(request => handle(request, listener.url), port);
    this.#listeners.push(listener);
    return listener.url;
  }

  async close(): Promise<void> {
    await Promise.all(this.#listeners.map(listener => listener.close()));
  }
}
