"""Mistakes that show in an estimator's answers to a sequence of calls.

They have no formula in θ, X and y: `calls` is the sequence of calls and what is wrong about its answers.
"""

from __future__ import annotations

from verification.mistakes.descent import hidden_intercept
from verification.mistakes.entry import Descent, Mistake

MODEL = (
    Mistake(
        id="mutates-input",
        heading="The caller's data are changed",
        symptom="The second run on the same data gives another answer.",
        cause="X -= mean, theta -= step, y.shape = … or an assignment into X works on the caller's own array.",
        mend="Make a new array: X = X - mean, theta = theta - step.",
        hint="Print X before and after the call.",
        evidence="After the call the caller's {what} is not what it was.",
        calls="f(X, y): X or y is another one afterwards",
    ),
    Mistake(
        id="residuals-not-summed",
        heading="An intercept for every sample",
        symptom="The intercept becomes an array, and predicting other data raises an error about shapes.",
        cause="Its derivative is the residuals themselves: the sum or the mean over the samples is missing.",
        mend="Sum the residuals, or take their mean: db = np.sum(r) / m.",
        hint="Print the shape of the intercept after one step.",
        evidence="{what}",
        calls="fit(X, y): the intercept has m entries",
    ),
    Mistake(
        id="refit-keeps-state",
        heading="A second fit goes on where the first ended",
        symptom="Fitting twice gives another model than fitting once.",
        cause="The parameters (or the scaling, or the history) are set up in the constructor, or only if still None.",
        mend="Set everything that fit learns at the start of fit.",
        hint="Fit on one data set, then on another. What does the second fit start from?",
        evidence="fit(A) and then fit(B) ends elsewhere than fit(B) on a new object.",
        calls="fit(A), fit(B), predict(Z) ≠ fit(B), predict(Z)",
    ),
    Mistake(
        id="predict-changes-model",
        heading="Predicting changes the model",
        symptom="The same question gets two answers.",
        cause="predict stores into the attributes that fit learned, or appends to what it was given.",
        mend="Use local variables in predict.",
        hint="Which lines of predict begin with self.?",
        evidence="predict gave two answers to the same question.",
        calls="predict(Z), predict(Z): two answers",
    ),
    Mistake(
        id="predict-ignores-intercept",
        heading="predict leaves the intercept out",
        symptom="Training works, and every prediction is off by the same amount.",
        cause="predict returns Xw and forgets + b.",
        mend="Return X @ w + b.",
        hint="What does your model predict for a row of zeros?",
        evidence="For a row of zeros you predict 0, and your intercept is not 0.",
        calls="fit(X, y), predict(Z) = Zw, without b",
        descent=(Descent("θₖ shown without its intercept", hidden_intercept),),
    ),
    Mistake(
        id="predict-rescales-wrongly",
        heading="New data are scaled otherwise than the training data",
        symptom="A prediction depends on which other rows are asked for, or is far from every target.",
        cause="predict standardises with the mean and deviation of the new data, or not at all.",
        mend="Keep the mean and deviation of fit, and use them in predict.",
        hint="Ask for one row alone, then for the same row among others.",
        evidence="{what}",
        calls="predict(one row) ≠ predict(that row among others), or predict(Z) = Zw of the scaled w",
    ),
    Mistake(
        id="iterations-ignored",
        heading="The number of iterations has no effect",
        symptom="One iteration and a thousand give the same θ.",
        cause="The constructor sets its own number where it should keep the one that it was given.",
        mend="Keep what was asked for: self.n_iterations = n_iterations.",
        hint="Ask for 1 iteration and for 1000. Do you see any difference?",
        evidence="{what}",
        calls="fit with 1 step and with more: the same θ",
    ),
    Mistake(
        id="history-not-recorded",
        heading="The promised history is missing",
        symptom="There is nothing to plot, or too little.",
        cause="The list is never appended to, is made anew inside the loop, or return comes too early.",
        mend="Make the list before the loop, and append the cost once per step.",
        hint="How long should your list be after 10 steps, and how long is it?",
        evidence="{what}",
        calls="fit with k steps: the history has another length than k",
    ),
)
