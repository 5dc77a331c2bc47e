/** An event that was kept. */
export interface RecordedEvent {
  id: string;
  /** Name of its metric. */
  metric: string;
  profileId: string;
}

/** Notifies of events that are kept, in their order. */
export class RecordedEvents {
  #listener: ((event: RecordedEvent) => void) | undefined;

  /** Only the last listener is called. */
  listen(listener: (event: RecordedEvent) => void): void {
    this.#listener = listener;
  }

  emit(event: RecordedEvent): void {
    this.#listener?.(event);
  }
}
