// Walks through a purchase with Stripe's own node client and throws at the first thing that is not as Stripe says.
//
// usage: node walk.mjs <base url> <api key> <control url>
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import Stripe from 'stripe';

const [base, key, control] = process.argv.slice(2);
const { hostname, port, protocol } = new URL(base);
const stripe = new Stripe(key, { host: hostname, port, protocol: protocol.slice(0, -1), maxNetworkRetries: 0, telemetry: false });
const sandbox = async (path, body = {}) => {
  const answer = await fetch(control + path, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};

const posts = [];
const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  posts.push({ body: Buffer.concat(chunks), signature: request.headers['stripe-signature'] });
  response.end();
  receiver.emit('post');
});
receiver.listen(0, '127.0.0.1');
await once(receiver, 'listening');

const endpoint = await stripe.webhookEndpoints.create({
  url: `http://127.0.0.1:${receiver.address().port}/`,
  enabled_events: ['checkout.session.completed', 'charge.refunded'],
  api_version: '2026-07-29.dahlia',
});
assert.match(endpoint.secret, /^whsec_/);
assert.equal((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret, undefined);

const product = await stripe.products.create({ name: 'Day pass', metadata: { shop: 'demo' } });
const price = await stripe.prices.create({ product: product.id, unit_amount: 199, currency: 'eur' });
assert.equal((await stripe.products.list({ active: true })).data[0].id, product.id);
assert.equal((await stripe.prices.list({ product: product.id })).data[0].id, price.id);
assert.equal((await stripe.accounts.retrieveCurrent()).object, 'account');

const session = await stripe.checkout.sessions.create({
  mode: 'payment',
  line_items: [{ price: price.id, quantity: 1 }],
  success_url: 'http://localhost:8090/return?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:8090/cancel',
  client_reference_id: 'pur_1',
  metadata: { purchase: 'pur_1' },
  payment_intent_data: { metadata: { purchase: 'pur_1' } },
});
assert.equal(session.status, 'open');

const posted = once(receiver, 'post');
await sandbox(`/sessions/${session.id}/pay`, { card: 'visa', email: 'buyer@example.com' });
await posted;

const event = stripe.webhooks.constructEvent(posts[0].body, posts[0].signature, endpoint.secret);
assert.equal(event.type, 'checkout.session.completed');
assert.equal(event.data.object.id, session.id);
assert.throws(() => stripe.webhooks.constructEvent(posts[0].body, posts[0].signature, 'whsec_other'));

const paid = await stripe.checkout.sessions.retrieve(session.id, {
  expand: ['line_items', 'payment_intent.latest_charge.balance_transaction'],
});
assert.equal(paid.payment_status, 'paid');
assert.equal(paid.line_items.data[0].price.id, price.id);
assert.equal(paid.payment_intent.metadata.purchase, 'pur_1');
assert.equal(paid.payment_intent.latest_charge.payment_method_details.card.last4, '4242');
assert.equal(paid.payment_intent.latest_charge.balance_transaction.amount, 199);
const found = await stripe.checkout.sessions.list({ payment_intent: paid.payment_intent.id, expand: ['data.payment_intent'] });
assert.equal(found.data[0].payment_intent.status, 'succeeded');

const refund = await stripe.refunds.create({ payment_intent: paid.payment_intent.id, amount: 99 }, { idempotencyKey: 'refund-1' });
const again = await stripe.refunds.create({ payment_intent: paid.payment_intent.id, amount: 99 }, { idempotencyKey: 'refund-1' });
assert.equal(again.id, refund.id);
await assert.rejects(
  stripe.refunds.create({ payment_intent: paid.payment_intent.id, amount: 1000 }),
  (error) => error instanceof Stripe.errors.StripeInvalidRequestError && /greater than unrefunded amount/.test(error.message),
);
await assert.rejects(
  stripe.checkout.sessions.create({ mode: 'payment', nonsense: true }),
  (error) => error.code === 'parameter_unknown' && error.param === 'nonsense' && error.statusCode === 400,
);

const types = [];
for await (const each of stripe.events.list({ limit: 3 })) types.push(each.type);
assert.deepEqual(types.reverse(), [
  'product.created', 'price.created', 'payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded',
  'checkout.session.completed', 'refund.created', 'charge.refunded',
]);

receiver.close();
receiver.closeAllConnections();
console.log('walked');
