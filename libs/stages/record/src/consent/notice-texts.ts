/** A notice as it is published at the first start. Paragraphs are separated by an empty line; `## ` begins a heading. */
export interface NoticeText {
  /** BCP 47. */
  readonly language: string;
  readonly text: string;
}

const english = `## What is recorded
You answer questions by video, by voice or in writing, as far as each question offers it. We keep your recordings and texts, when you recorded them, and what you agree to here. Nothing is recorded before you agree.

## Who sees it
People of the organisation that invited you, who were named for this position, watch or read every answer and rate it against the criteria that you can see beside each question. Your face, your voice, your accent and the room you are in are not rated.

## People judge first
People rate your answers before any output of a program can reach them. Only people decide. There is no automatic rejection, and candidates are not ranked by a program.

## Transcript
If you allow it, a program turns what you say into text. The text helps reviewers to find a place again and serves as captions. If you refuse, reviewers work with the recording alone.

## AI assessment
If you allow it, a language model looks for passages of your transcript that belong to the criteria, quotes them word for word, and suggests a rating or none. Its output is sealed. People see it only after they have rated your answers themselves, and a change of mind after that is marked for good. If you refuse, you have no disadvantage, and reviewers cannot tell that you refused.

## Where your answers are processed
Recordings and texts are kept on the systems of the organisation that invited you. The programs named above may run there or with a provider that works for the organisation; the contact person tells you which.

## How long it is kept
Your answers are kept for as long as filling this position and the law require, and then deleted. The contact person tells you the period.

## Your rights
You may withdraw at any time, without giving a reason. You may ask for a copy of your answers, for corrections, for deletion, for an explanation of the decision, and for a fresh review by other people. Write to the contact address that is shown with this interview. You may also complain to the data protection authority where you live.

## If you need something else
If you need more time, another kind of answer or anything else to take part on equal terms, write to the contact address. People who rate your answers are not told.`;

const spanish = `## Qué se graba
Usted responde a las preguntas en vídeo, de viva voz o por escrito, según lo que ofrezca cada pregunta. Guardamos sus grabaciones y textos, el momento en que los hizo y lo que acepta aquí. No se graba nada antes de que usted acepte.

## Quién lo ve
Personas de la organización que le ha invitado, designadas para este puesto, ven o leen cada respuesta y la valoran según los criterios que usted puede ver junto a cada pregunta. No se valoran su rostro, su voz, su acento ni el lugar donde se encuentra.

## Primero juzgan las personas
Las personas valoran sus respuestas antes de que pueda llegarles el resultado de ningún programa. Solo deciden personas. No hay rechazo automático y ningún programa clasifica a las candidaturas.

## Transcripción
Si lo permite, un programa convierte en texto lo que usted dice. El texto ayuda a encontrar de nuevo un pasaje y sirve de subtítulos. Si no lo permite, se trabaja solo con la grabación.

## Valoración con IA
Si lo permite, un modelo de lenguaje busca en su transcripción los pasajes que corresponden a los criterios, los cita palabra por palabra y propone una valoración o ninguna. El resultado queda sellado. Las personas lo ven solo después de haber valorado ellas mismas sus respuestas, y todo cambio posterior queda marcado para siempre. Si no lo permite, no tendrá ninguna desventaja y quienes valoran no podrán saberlo.

## Dónde se tratan sus respuestas
Las grabaciones y los textos se guardan en los sistemas de la organización que le ha invitado. Los programas mencionados pueden funcionar allí o en un proveedor que trabaja para la organización; la persona de contacto le dirá cuál.

## Cuánto tiempo se guarda
Sus respuestas se guardan mientras lo exijan la cobertura de este puesto y la ley, y después se borran. La persona de contacto le dirá el plazo.

## Sus derechos
Puede retirarse en cualquier momento sin dar motivos. Puede pedir una copia de sus respuestas, su corrección, su borrado, una explicación de la decisión y una nueva revisión por otras personas. Escriba a la dirección de contacto que se muestra con esta entrevista. También puede reclamar ante la autoridad de protección de datos del lugar donde vive.

## Si necesita otra cosa
Si necesita más tiempo, otra forma de responder o cualquier otra cosa para participar en igualdad de condiciones, escriba a la dirección de contacto. Las personas que valoran sus respuestas no lo sabrán.`;

/** The notices a new installation starts with. */
export const defaultNotices: readonly NoticeText[] = [
  { language: 'en', text: english },
  { language: 'es', text: spanish },
];
