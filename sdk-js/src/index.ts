/** The public surface of `@fermata/sdk`. Importing it touches nothing; it may be imported on a server. */
export { createAllegro } from './create-allegro';
export { AllegroApiError } from './errors';
export type * from './types';
