// Derives two files from the typings of Stripe's official node client:
//
//   objects.json  closed JSON Schemas, one per API object (additionalProperties false, closed enums, nullability).
//                 Nested API objects are named, not inlined: whoever validates looks inside them by their own name.
//   params.json   what each request may carry, in a compact form the sandbox reads at run time.
//
// usage: node schemas.mjs <objects.json> <params.json>
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { OPERATIONS } from './operations.mjs';

const [objectsFile, paramsFile] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const typings = join(here, 'node_modules', 'stripe', 'cjs');

const files = ['Error.d.ts', 'resources/index.d.ts', ...OPERATIONS.filter((operation) => operation.file).map((operation) => `resources/${operation.file}.d.ts`)];
const program = ts.createProgram([...new Set(files)].map((file) => join(typings, file)), {
  strict: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  moduleResolution: ts.ModuleResolutionKind.Node10,
});
const checker = program.getTypeChecker();

const is = (type, flag) => (type.flags & flag) !== 0;
const nameOf = (type) => (type.aliasSymbol ?? type.symbol)?.name ?? '';

/** `'a' | 'b' | OtherString` is an open enum in the typings. Here it is closed: the sandbox knows what it says. */
const isOtherString = (type) =>
  nameOf(type) === 'OtherString' ||
  (type.isIntersection() && type.types.some((part) => is(part, ts.TypeFlags.String)));

const isDecimal = (type) => nameOf(type) === 'Decimal';

const propertiesOf = (type) =>
  checker.getPropertiesOfType(type).map((property) => ({
    name: property.name,
    optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    emptyable: /^Emptyable</.test(property.valueDeclaration?.type?.getText() ?? ''),
    type: checker.getTypeOfSymbol(property),
  }));

const elementOf = (type) => (checker.isArrayType(type) ? checker.getTypeArguments(type)[0] : undefined);

const literalOf = (type, property) => {
  const symbol = type.getProperty?.(property);
  const value = symbol && checker.getTypeOfSymbol(symbol);
  if (value?.isUnion()) return value.types.find((part) => part.isStringLiteral())?.value;
  return value?.isStringLiteral() ? value.value : undefined;
};

/** The parts of a union, without undefined and the open end of an enum. */
const partsOf = (type) =>
  (type.isUnion() ? type.types : [type]).filter((part) => !is(part, ts.TypeFlags.Undefined) && !isOtherString(part));

// --- objects -------------------------------------------------------------------------------------------------------

function objectSchema(type, depth = 0) {
  const parts = partsOf(type);
  const nullable = parts.some((part) => is(part, ts.TypeFlags.Null));
  const rest = parts.filter((part) => !is(part, ts.TypeFlags.Null));
  const literals = rest.filter((part) => part.isStringLiteral() || part.isNumberLiteral());
  const others = rest.filter((part) => !literals.includes(part));
  const choices = [];
  if (literals.length > 0) choices.push({ enum: [...literals.map((part) => part.value)] });
  if (others.some((part) => is(part, ts.TypeFlags.BooleanLiteral))) {
    const values = others.filter((part) => is(part, ts.TypeFlags.BooleanLiteral));
    choices.push(values.length === 2 ? { type: 'boolean' } : { const: checker.typeToString(values[0]) === 'true' });
  }
  for (const part of others.filter((part) => !is(part, ts.TypeFlags.BooleanLiteral))) {
    const schema = objectPart(part, depth);
    if (!choices.some((choice) => JSON.stringify(choice) === JSON.stringify(schema))) choices.push(schema);
  }
  if (nullable) choices.push({ type: 'null' });
  return choices.length === 1 ? choices[0] : { anyOf: choices };
}

function objectPart(type, depth) {
  if (isDecimal(type) || is(type, ts.TypeFlags.StringLike)) return { type: 'string' };
  if (is(type, ts.TypeFlags.NumberLike)) return { type: 'number' };
  if (is(type, ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
  if (is(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  const element = elementOf(type);
  if (element) return { type: 'array', items: objectSchema(element, depth + 1) };
  const name = literalOf(type, 'object');
  if (name && depth > 0) return { type: 'object', properties: { object: { const: name } }, required: ['object'] };
  return closed(type, depth);
}

function closed(type, depth) {
  const values = type.getStringIndexType?.();
  if (values) return { type: 'object', additionalProperties: objectSchema(values, depth + 1) };
  const all = propertiesOf(type).filter((property) => property.name !== 'lastResponse');
  if (all.length === 0) return { type: 'object' };
  return {
    type: 'object',
    properties: Object.fromEntries(all.map((property) => [property.name, objectSchema(property.type, depth + 1)])),
    required: all.filter((property) => !property.optional).map((property) => property.name),
    additionalProperties: false,
  };
}

// --- params --------------------------------------------------------------------------------------------------------

function shape(type, stack = []) {
  const parts = partsOf(type).filter((part) => !is(part, ts.TypeFlags.Null));
  const literals = parts.filter((part) => part.isStringLiteral()).map((part) => part.value);
  const others = parts.filter((part) => !part.isStringLiteral());
  const choices = [];
  const open = (type.isUnion() ? type.types : [type]).some(isOtherString);
  if (literals.length > 0 && !(literals.length === 1 && literals[0] === '')) choices.push({ enum: literals.filter(Boolean), ...(open && {}) });
  if (others.some((part) => is(part, ts.TypeFlags.BooleanLike))) choices.push({ is: 'boolean' });
  for (const part of others.filter((part) => !is(part, ts.TypeFlags.BooleanLike))) choices.push(shapePart(part, stack));
  const result = choices.length === 1 ? choices[0] : { any: choices };
  return literals.includes('') ? { ...result, emptyable: true } : result;
}

function shapePart(type, stack) {
  if (isDecimal(type)) return { is: 'decimal' };
  if (is(type, ts.TypeFlags.StringLike)) return { is: 'string' };
  if (is(type, ts.TypeFlags.NumberLike)) return { is: 'number' };
  const element = elementOf(type);
  if (element) return { is: 'array', of: shape(element, stack) };
  if (stack.includes(type)) return { is: 'anything' };
  const values = type.getStringIndexType?.();
  if (values) return { is: 'map', of: shape(values, [...stack, type]) };
  const all = propertiesOf(type);
  return {
    is: 'object',
    fields: Object.fromEntries(
      all.map((property) => [
        property.name,
        {
          ...shape(property.type, [...stack, type]),
          ...(property.optional ? {} : { required: true }),
          // The compiler folds `string | ''` into `string`: only the declaration still tells.
          ...(property.emptyable ? { emptyable: true } : {}),
        },
      ]),
    ),
  };
}

// --- walking the typings -------------------------------------------------------------------------------------------

function interfacesOf(file) {
  const source = program.getSourceFile(join(typings, file));
  if (!source) throw new Error(`no such typings: ${file}`);
  const found = new Map();
  const visit = (node, prefix) => {
    if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, checker.getTypeAtLocation(node.name));
    if (ts.isModuleDeclaration(node) && node.body) {
      node.body.forEachChild((child) => visit(child, `${prefix}${node.name.text}.`));
    }
  };
  source.forEachChild((node) => visit(node, ''));
  return found;
}

/** Some files wrap their types in a namespace (`Checkout.SessionCreateParams`), some do not. */
function declaredIn(file, name) {
  const found = interfacesOf(`resources/${file}.d.ts`);
  return found.get(name) ?? found.get([...found.keys()].find((key) => key.endsWith(`.${name}`)));
}

const resources = program
  .getSourceFiles()
  .map((source) => source.fileName)
  .filter((file) => file.startsWith(join(typings, 'resources')) && !file.endsWith('index.d.ts'))
  .map((file) => file.slice(typings.length + 1));

const objects = {};
const events = {};
for (const file of resources) {
  if (file.includes('/V2/')) continue;
  for (const [name, type] of interfacesOf(file)) {
    const data = name.endsWith('Event') && type.getProperty('data');
    if (data) {
      const object = checker.getTypeOfSymbol(data).getProperty('object');
      events[literalOf(type, 'type')] = (object && literalOf(checker.getTypeOfSymbol(object), 'object')) ?? null;
    }
    const object = literalOf(type, 'object');
    if (!object || object === 'list' || name.endsWith('Params') || data) continue;
    const key = type.getProperty('deleted') && name.startsWith('Deleted') ? `${object}.deleted` : object;
    objects[key] ??= closed(type, 0);
  }
}
objects.event = closed(interfacesOf('resources/Events.d.ts').get('EventBase'), 0);
objects.list = {
  type: 'object',
  properties: {
    object: { const: 'list' },
    data: { type: 'array', items: { type: 'object', required: ['object'] } },
    has_more: { type: 'boolean' },
    url: { type: 'string' },
  },
  required: ['object', 'data', 'has_more', 'url'],
  additionalProperties: false,
};

const params = {};
for (const operation of OPERATIONS) {
  const declared = operation.params && declaredIn(operation.file, operation.params);
  if (operation.params && !declared) throw new Error(`no ${operation.params} in ${operation.file}`);
  const read = declared ? shape(declared) : { is: 'object', fields: {} };
  params[`${operation.method} ${operation.path}`] = operation.shape ?? read;
}

const write = (file, value) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
};
write(objectsFile, { objects, events });
write(paramsFile, params);
console.log(`${Object.keys(objects).length} objects, ${Object.keys(params).length} operations`);
