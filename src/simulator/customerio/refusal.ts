import { envelopeOf } from '../../vendors/customerio/errors.ts';
import type { Api } from '../../vendors/customerio/hosts.ts';
import { jsonAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';

/** Why a request is refused. What of the request it repeats is harmless. */
export interface Refusal {
  status: number;
  reason: string;
  /** The field that is wrong, in the envelope of version 2 of the Track API. */
  field?: string;
  /** What of the body is wrong, as a JSON pointer, in the envelope of the App API. */
  pointer?: string;
}

/** A refusal in the envelope of the API and the path. */
export function refused(api: Api, path: string, refusal: Refusal): Answer {
  const { status, reason, pointer } = refusal;
  switch (envelopeOf(api, path)) {
    case 'meta':
      return jsonAnswer(status, { meta: { error: reason } });
    case 'track-v2':
      return jsonAnswer(status, { errors: [v2Error(refusal)] });
    case 'errors':
      return jsonAnswer(status, {
        errors: [{ detail: reason, status, ...(pointer !== undefined && { source: { pointer } }) }],
      });
  }
}

/** One error of version 2 of the Track API. */
export function v2Error({ reason, field = '' }: Refusal): { reason: string; field: string; message: string } {
  return { reason: field === '' ? 'invalid' : 'required', field, message: reason };
}

export function isRefusal(value: object | undefined): value is Refusal {
  return value !== undefined && 'reason' in value;
}
