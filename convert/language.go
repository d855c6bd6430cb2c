package convert

// language tells the script of a page's text: zh-Hans or zh-Hant, or nothing where
// there are too few hanzi to go by. About every third hanzi of Traditional print
// has another form in Simplified; in Simplified print hardly any is Traditional (a
// name, a sign in a picture, 藉著), so a few hundred hanzi decide.
func language(texts ...string) string {
	hanzi, traditional := 0, 0
	for _, text := range texts {
		for _, r := range text {
			if !isHanzi(r) {
				continue
			}
			if hanzi++; fold(r) != r {
				traditional++
			}
		}
		if hanzi > 2000 {
			break
		}
	}
	switch {
	case hanzi < 8:
		return ""
	case traditional*10 > hanzi:
		return "zh-Hant"
	}
	return "zh-Hans"
}
