import type { JsonValue } from '#records';
import type { Field, Language } from '../wire/schema.js';

/** The values a field may have, when they are a fixed set: the key is stored, the label is what people read. */
export class Choices {
  private readonly byKey: ReadonlyMap<string, { readonly [language: Language]: string }>;
  /** By language, for those that were asked for. */
  private readonly byLabel = new Map<Language, ReadonlyMap<string, string>>();

  /** @param labelled whether the label is shown; otherwise the key stands for it (contract §1.3) */
  private constructor(
    choices: Iterable<readonly [string, { readonly [language: Language]: string }]>,
    private readonly labelled: boolean,
  ) {
    this.byKey = new Map(choices);
  }

  /** @returns undefined for a field whose values are free */
  static of({ type, options }: Pick<Field, 'type' | 'options'>): Choices | undefined {
    if ((type !== 'textline' && type !== 'textlist') || !Array.isArray(options.values)) return undefined;
    return new Choices(
      options.values.map((choice) => [choice.key, choice]),
      options.value_labels !== false,
    );
  }

  /** Labels of a key or of a list of keys; a key without a label stands for itself. */
  labels(keys: JsonValue, language: Language): JsonValue {
    if (Array.isArray(keys)) return keys.map((key) => this.labels(key as JsonValue, language));
    if (typeof keys !== 'string' || !this.labelled) return keys;
    return this.byKey.get(keys)?.[language] ?? keys;
  }

  /** The text itself if it is a key. */
  key(text: string): string | undefined {
    return this.byKey.has(text) ? text : undefined;
  }

  /** The first key with this label; by key where labels are not shown. */
  keyOfLabel(label: string, language: Language): string | undefined {
    if (!this.labelled) return this.key(label);
    const known = this.byLabel.get(language) ?? this.keysByLabel(language);
    this.byLabel.set(language, known);
    return known.get(label);
  }

  private keysByLabel(language: Language): ReadonlyMap<string, string> {
    // The first of several with one label comes last, and stays.
    return new Map([...this.byKey].reverse().map(([key, choice]) => [choice[language] ?? key, key]));
  }
}
