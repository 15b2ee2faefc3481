import type { Template } from '@evenhand/contracts';

/** A first draft that is ready to be read, shortened and rewritten: three questions that fit most jobs. */
export function draftTemplate(jobTitle: string): Template {
  return {
    introduction:
      `Thank you for taking the time. We ask everybody the same three questions about the work as ${jobTitle}. ` +
      'You can answer when it suits you, and record each answer again once.',
    closing: 'That is all. People watch every answer and rate it against the criteria you have seen.',
    questions: [
      {
        id: 'experience',
        text: 'Tell us about a piece of work you did that resembles this job. What was your part in it?',
        kinds: ['video', 'audio', 'text'],
        preparationSeconds: null,
        answerSeconds: 180,
        retakes: 1,
        criteria: [
          {
            id: 'relevance',
            name: 'Relevance of the experience',
            jobRelatedness: 'Who has done similar work needs less time to settle in.',
            anchors: [
              'Names no work that resembles this job.',
              'Names similar work, without own part in it.',
              'Describes an own part in similar work.',
              'Describes an own part and its result.',
              'Describes an own part, its result, and what was learnt from it.',
            ],
          },
        ],
      },
      {
        id: 'problem',
        text: 'Describe a problem at work that you solved. How did you go about it?',
        kinds: ['video', 'audio', 'text'],
        preparationSeconds: null,
        answerSeconds: 180,
        retakes: 1,
        criteria: [
          {
            id: 'approach',
            name: 'Approach to problems',
            jobRelatedness: 'Problems come up in this job that no instruction covers.',
            anchors: [
              'Names no problem, or none of their own.',
              'Names a problem, but not what was done.',
              'Describes what was done.',
              'Describes what was done and why.',
              'Describes what was done, why, and what else was considered.',
            ],
          },
          {
            id: 'clarity',
            name: 'Clarity of the explanation',
            jobRelatedness: 'Colleagues must be able to follow an explanation.',
            anchors: [
              'What happened cannot be followed.',
              'Parts can be followed.',
              'The main line can be followed.',
              'All of it can be followed.',
              'All of it can be followed by somebody who does not know the field.',
            ],
          },
        ],
      },
      {
        id: 'together',
        text: 'Tell us about a time when you and a colleague wanted different things. What came of it?',
        kinds: ['video', 'audio', 'text'],
        preparationSeconds: null,
        answerSeconds: 180,
        retakes: 1,
        criteria: [
          {
            id: 'cooperation',
            name: 'Cooperation in a disagreement',
            jobRelatedness: 'The job is done together with others who have aims of their own.',
            anchors: [
              'Names no disagreement, or only blames the other.',
              'Names both sides, but no step towards each other.',
              'Describes a step of their own towards the other.',
              'Describes steps and what both got out of it.',
              'Describes steps, the result, and what they do differently since.',
            ],
          },
        ],
      },
    ],
    requiredScorecards: 2,
    revealRule: 'all-locked',
    hidesIdentity: true,
    windowHours: 7 * 24,
  };
}
