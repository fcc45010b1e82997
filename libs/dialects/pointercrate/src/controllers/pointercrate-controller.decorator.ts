import { applyDecorators, Controller } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

/**
 * Every path of this dialect ends in a slash (contract §0). Nest strips one slash from the end of a path when it
 * registers the route, so a second one stands behind it.
 */
export const endingInSlash = (path: string): string => `${path}//`;

export type ApiVersion = 'v1' | 'v2';

/** Endpoints of the configured space. */
export function PointercrateController(path: string, version: ApiVersion = 'v1'): ClassDecorator {
  return applyDecorators(Controller(`api/${version}/${path}`), ApiTags(path));
}

/** For an empty subclass: the endpoints of its base class for any space. */
export function SpaceController(path: string, version: ApiVersion = 'v1'): ClassDecorator {
  return applyDecorators(
    Controller(`spaces/:space/api/${version}/${path}`),
    ownMethods,
    ApiParam({ name: 'space', description: 'Name of the space', schema: { type: 'string', example: 'demonlist' } }),
  );
}

/** Documentation is noted on methods, so that a path parameter of the subclass needs methods of the subclass. */
function ownMethods(controller: { readonly prototype: object }): void {
  const base = Object.getPrototypeOf(controller.prototype) as object;
  for (const [name, { value: inherited }] of Object.entries(Object.getOwnPropertyDescriptors(base))) {
    if (name === 'constructor' || typeof inherited !== 'function') continue;
    const value = function (this: unknown, ...parameters: unknown[]): unknown {
      return inherited.apply(this, parameters);
    };
    for (const key of Reflect.getMetadataKeys(inherited)) Reflect.defineMetadata(key, Reflect.getMetadata(key, inherited), value);
    Object.defineProperty(value, 'name', { value: name });
    Object.defineProperty(controller.prototype, name, { value });
  }
}
