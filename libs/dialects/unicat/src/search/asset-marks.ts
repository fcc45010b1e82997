import type { Gid } from '../wire/schema.js';

/** Texts of an asset that are told in several languages. */
export const localizedTexts = ['title', 'description'] as const;
export type LocalizedText = (typeof localizedTexts)[number];

/** By what filters and lists find an asset, spelt as marks of the index of texts. */
export const fileMark = 'file';
export const folderMark = (folder: Gid): string => `in ${folder}`;
export const typeMark = (type: string): string => `type ${type}`;
export const nameMark = (name: string): string => `name ${name}`;

/** @param language undefined: in some language */
export function toldMark(text: LocalizedText, language: string | undefined): string {
  return language === undefined ? `told ${text}` : `told ${text} ${language}`;
}
