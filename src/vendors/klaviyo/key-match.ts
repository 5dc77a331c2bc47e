/** A key in a text. */
export interface KeyMatch {
  key: string;
  /** What stands for it there, in UTF-16 offsets. */
  index: number;
  length: number;
  /** Whether it is in base64. */
  isEncoded: boolean;
}
