import { Get } from '@nestjs/common';

/** A resource with a fixed last segment, which may have a format's suffix (contract §2.2). */
export function GetFixed(path: string): MethodDecorator {
  return Get([path, `${path}.:suffix`]);
}
