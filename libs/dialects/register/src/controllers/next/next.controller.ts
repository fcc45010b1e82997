import { RegisterController } from '../register-controller.decorator.js';

/** A controller of the next view (contract §4.2). */
export function NextController(): ClassDecorator {
  return RegisterController('next view', 'next');
}
