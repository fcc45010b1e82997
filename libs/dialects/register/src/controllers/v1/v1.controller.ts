import { RegisterController } from '../register-controller.decorator.js';

/** A controller of the v1 view (contract §4.1). */
export function V1Controller(): ClassDecorator {
  return RegisterController('v1 view', 'v1');
}
