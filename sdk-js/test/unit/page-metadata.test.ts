import { expect, test } from 'vitest';
import { readPageMetadata } from '../../src/read-page-metadata';
import { aPage } from './page';

function read(...blocks: unknown[]): unknown {
  const scripts = blocks.map(
    (block) =>
      `<script type="application/ld+json">${typeof block === 'string' ? block : JSON.stringify(block)}</script>`,
  );
  return readPageMetadata(
    aPage('https://site.example/story?a=1', `<head><title>The title</title>${scripts.join('')}</head>`).win,
  );
}

const ALWAYS = { url: 'https://site.example/story?a=1', referer: '' };

test('aPageWithoutMarkupIsKnownByItsTitle', () => {
  expect(read()).toEqual({ ...ALWAYS, page_title: 'The title' });
});

test('aNewsArticleIsReadInFull', () => {
  expect(
    read({
      '@type': 'NewsArticle',
      '@id': 'https://site.example/story#article',
      identifier: 'a-17',
      headline: 'The headline',
      name: 'The name',
      articleSection: 'Politics',
      publisher: { '@type': 'Organization', name: 'The Paper' },
    }),
  ).toEqual({
    ...ALWAYS,
    page_title: 'The headline',
    content_type: 'NewsArticle',
    content_id: 'a-17',
    publisher: 'The Paper',
    object_type: 'NewsArticle',
    object_id: 'a-17',
    context: 'Politics',
  });
});

test('aWebPageHasNoContext', () => {
  expect(read({ '@type': 'WebPage', '@id': 'p1', name: 'The name' })).toEqual({
    ...ALWAYS,
    page_title: 'The name',
    content_type: 'WebPage',
    content_id: 'p1',
    object_type: 'WebPage',
    object_id: 'p1',
  });
});

test('anArticleInAGraphCountsBeforeItsPageAndOtherThings', () => {
  expect(
    read(
      { '@type': 'BreadcrumbList', name: 'Crumbs' },
      {
        '@graph': [
          { '@type': 'WebPage', name: 'The page' },
          { '@type': 'Organization', '@id': '#us', name: 'The Paper' },
          {
            '@type': ['Thing', 'BlogPosting'],
            headline: 'The post',
            identifier: { '@type': 'PropertyValue', value: 42 },
            publisher: { '@id': '#us' },
            articleSection: ['Life', 'Food'],
          },
        ],
      },
    ),
  ).toEqual({
    ...ALWAYS,
    page_title: 'The post',
    content_type: 'BlogPosting',
    content_id: '42',
    publisher: 'The Paper',
    object_type: 'BlogPosting',
    object_id: '42',
    context: 'Life',
  });
});

test('aListOfThingsIsSearched', () => {
  expect(read([{ '@type': 'Organization' }, { '@type': 'WebPage', name: 'Mine' }])).toHaveProperty(
    'page_title',
    'Mine',
  );
});

test.each(['{ "@type": "NewsArticle", ', '', 'null', '"text"', '[[]]', '{"@type":{}}', '{"@graph":null}'])(
  'theBlock %j spoilsNothing',
  (block) => {
    expect(read(block, { '@type': 'WebPage', name: 'Mine' })).toHaveProperty('page_title', 'Mine');
  },
);
