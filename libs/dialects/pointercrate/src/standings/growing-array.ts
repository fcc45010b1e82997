type Numbers = Int32Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The array, or a copy of at least twice its length if `index` lies beyond its end; what is new holds `blank`. */
export function roomFor<A extends Numbers>(array: A, index: number, blank: number): A {
  if (index < array.length) return array;
  const Constructor = array.constructor as new (length: number) => A;
  const larger = new Constructor(Math.max(index + 1, array.length * 2));
  larger.set(array);
  larger.fill(blank, array.length);
  return larger;
}
