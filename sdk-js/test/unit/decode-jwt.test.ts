import { expect, test } from 'vitest';
import { decodeJwt } from '../../src/decode-jwt';
import { toEntitlement, toExchange, toWebAddress } from '../../src/guards';
import { reasonOf, AllegroApiError } from '../../src/errors';
import { aToken, anEntitlement } from '../support/a-token';

test.each(['Ada', 'Zoë', '李小龍', '🎼🎼', '???>>>~~~', ''])('theName %j is read right', (name) => {
  expect(decodeJwt(aToken({ name }))?.audience_member.name).toBe(name);
});

test('claimsNobodyKnowsArePassedOn', () => {
  expect(decodeJwt(aToken({ tier: 'gold' }))).toHaveProperty('tier', 'gold');
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('productsStandInForResources', () => {
  const claims = JSON.parse(Buffer.from(aToken().split('.')[1] ?? '', 'base64url').toString()) as object;
  const jwt = `a.${part({ ...claims, resources: undefined, products: ['a'] })}.c`;
  expect(decodeJwt(jwt)?.resources).toEqual(['a']);
});

test.each(['', 'a', 'a.b', 'a.!!.c', `a.${part(null)}.c`, `a.${part([])}.c`, `a.${part({ sub: 1 })}.c`])(
  'theToken %j is none',
  (jwt) => {
    expect(decodeJwt(jwt)).toBeUndefined();
  },
);

test.each([null, 'x', 4, [], {}, { id: 'e' }, { id: 'e', resource: { id: 'r' } }])(
  '%j is no entitlement',
  (value) => {
    expect(toEntitlement(value)).toBeUndefined();
  },
);

test.each([null, {}, { jwt: 'x' }, { jwt: 1, entitlement: anEntitlement() }])(
  '%j is no exchange',
  (value) => {
    expect(toExchange(value)).toBeUndefined();
  },
);

test('anExchangeWithoutAListHasTheOneEntitlement', () => {
  expect(toExchange({ jwt: 'x', entitlement: anEntitlement() })?.entitlements).toEqual([anEntitlement()]);
});

test.each([
  ['https://a.example/', true],
  ['HTTP://a.example/', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//a.example', false],
])('%s may be gone to: %s', (address, allowed) => {
  expect(toWebAddress(address) !== undefined).toBe(allowed);
});

test.each([
  [new AllegroApiError(404, { code: 'term-not-found' }), 'term_not_found'],
  [new AllegroApiError(404, { code: '<b>' }), 'service_error'],
  [new AllegroApiError(500, null), 'service_error'],
  [new AllegroApiError(0, null), 'network_error'],
  [new TypeError('x'), 'unexpected_error'],
])('%s is told as %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

test.each([
  [0, null, 'The service could not be reached.'],
  [502, null, 'The service gave an unexpected answer. (502)'],
  [409, { title: 'Already entitled', code: 'already-entitled' }, 'Already entitled (409 already-entitled)'],
  [422, { title: 'Invalid', detail: 'No term_id.' }, 'No term_id. (422)'],
])('status %i with %j reads "%s"', (status, body, message) => {
  expect(new AllegroApiError(status, body).message).toBe(message);
});
