import { describe, expect, it } from 'vitest';
import { type Identity, requireIdentity } from './identity.ts';

const identity: Identity = { customerId: 'acme', userId: 'owner@acme.example', canManageBilling: true };
const refusal = (given: object) => {
  try {
    return requireIdentity(given as Identity);
  } catch (error) {
    return error;
  }
};

describe('who is asking', () => {
  it('is taken as the host says', () => {
    expect(requireIdentity(identity)).toBe(identity);
  });

  it.each(['customerId', 'userId'] as const)('needs a %s that can be an id', (field) => {
    for (const value of ['', '.', '..', 'a/b', 'a\\b', 'a\nb', ' a', 'a'.repeat(201), 7, null, undefined, ['acme']]) {
      expect(refusal({ ...identity, [field]: value })).toMatchObject({
        code: 'invalid_request',
        publicMessage: expect.stringContaining(field),
      });
    }
  });

  it('is not told back when it is bad: the message holds no part of it', () => {
    expect(refusal({ ...identity, customerId: 'secret/../token' })).toMatchObject({ message: expect.not.stringContaining('secret') });
  });
});
