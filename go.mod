module github.com/banmian/banmian

go 1.26
