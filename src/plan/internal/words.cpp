#include "plan/internal/words.h"

namespace hd {

// Sources: contraindication lists of clinics and the project's own documents (merged); where they disagree the more careful one holds.
std::vector<Question> suitabilityQuestions() {
  return {
      {"pregnant", Advice::stop, Message{"ask.pregnant"}},
      {"infection", Advice::stop, Message{"ask.infection"}},
      {"chemotherapy", Advice::stop, Message{"ask.chemotherapy"}},
      {"isotretinoin", Advice::stop, Message{"ask.isotretinoin"}},
      {"under_18", Advice::stop, Message{"ask.under_18"}},
      {"blood_thinners", Advice::refer, Message{"ask.blood_thinners"}},
      {"diabetes", Advice::refer, Message{"ask.diabetes"}},
      {"heart", Advice::refer, Message{"ask.heart"}},
      {"keloid", Advice::refer, Message{"ask.keloid"}},
      {"skin_disease", Advice::refer, Message{"ask.skin_disease"}},
      {"immune", Advice::refer, Message{"ask.immune"}},
      {"epilepsy", Advice::refer, Message{"ask.epilepsy"}},
      {"allergy", Advice::refer, Message{"ask.allergy"}},
      {"birthmark", Advice::refer, Message{"ask.birthmark"}},
      {"recent_scar", Advice::refer, Message{"ask.recent_scar"}},
      {"patchy_loss", Advice::refer, Message{"ask.patchy_loss"}},
      {"dark_marks", Advice::warn, Message{"ask.dark_marks"}},
      {"loss_goes_on", Advice::warn, Message{"ask.loss_goes_on"}},
      {"longer_hair", Advice::warn, Message{"ask.longer_hair"}},
      {"glossy", Advice::warn, Message{"ask.glossy"}},
      {"sun", Advice::warn, Message{"ask.sun"}},
      {"earlier_work", Advice::warn, Message{"ask.earlier_work"}},
  };
}

// Sources disagree on the day of the first wash (4 or 5), of shaving (5 or 10) and of swimming (5 or 30); the later day holds here,
// and the practitioner's word above it.
std::vector<Care> careAfterSession() {
  return {
      {0, 3, Message{"care.dry"}},        {4, 5, Message{"care.rinse"}},   {5, 7, Message{"care.wash"}},
      {7, 10, Message{"care.flakes"}},    {10, 10, Message{"care.shave"}}, {0, 28, Message{"care.no_swimming"}},
      {0, 365, Message{"care.no_blood"}}, {1, 0, Message{"care.always"}},
  };
}

}  // namespace hd
