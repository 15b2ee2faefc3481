export { PrepareStage } from './prepare.stage';
